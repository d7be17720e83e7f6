"""How the offline reviewer's classifier is made from labelled talk: `make model`. Needs scikit-learn, the product does not."""
