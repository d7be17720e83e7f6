# Vehicle inspections: facts for team leads.
inspection-heading = <b>🚗 Vehicle inspection: { $name }</b> · { $loan }
    By { $agent }, compared { $at }
inspection-facts = What differs, or could not be compared:
inspection-fits = VIN, times and places fit together.
inspection-note = These are facts, not findings: clocks, phones and chats explain many of them. Please ask before you conclude.
inspection-button-photos = 📷 Photos ({ $count })
inspection-photos-coming = { $count } photos are coming; they disappear after 24 hours. Looking is on record.
inspection-fact-vin-missing = No VIN was entered.
inspection-fact-vin-shape = The VIN entered has { $length } characters or letters that VINs do not use (17 are usual).
inspection-fact-vin-check-digit = The VIN's check digit is { $there }, computed { $computed }. Some European makers do not use it.
inspection-fact-vin-differs = The VIN entered differs from the papers in { $places } places.
inspection-fact-photo-unavailable = "{ $question }": the photo could no longer be fetched.
inspection-fact-photo-unreadable = "{ $question }": the file cannot be read as a photo.
inspection-fact-photo-not-read = "{ $question }": the photo is kept but was not read; this installation lacks the part for it.
inspection-fact-photo-erased = "{ $question }": erased at the end of its retention.
inspection-fact-photo-twice = "{ $question }" and "{ $other }" are the same picture.
inspection-fact-photo-elsewhere = "{ $question }": the same picture is part of another loan's inspection.
inspection-fact-photo-time = "{ $question }": the camera's time is { $at }, { $hours } hours away from the visit.
inspection-fact-photo-place = "{ $question }": the camera's place is { $km } km away from the visit.
inspection-fact-photo-no-time = { $count } of { $all } photos carry no time. Chats remove it unless a photo is sent as a file.
inspection-fact-photo-no-place = { $count } of { $all } photos carry no place. Chats remove it unless a photo is sent as a file.
inspection-fact-no-location = No location was sent, so places could not be compared.
error-inspection-gone = This inspection is not there any more.
error-inspection-no-photos = There are no photos to show for this inspection.
error-photo-unreadable = This file cannot be read as a photo.
error-photo-support-missing = Reading photos needs the extra: pip install "huifang[recordings]".
