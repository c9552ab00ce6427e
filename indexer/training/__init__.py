"""How the models are trained: the base, the retriever, the reader and the static model; needs the extra `train`."""
