#!/bin/sh
# Makes the certificates of this folder again (openssl 3). They protect nothing: the keys are public.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

certificate() { # name, extension, from, until, who signs
  name=$1 extension=$2 from=$3 until=$4; shift 4
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
    -subj "/CN=test $name" -keyout "$name.key" -out "$work/$name.csr"
  : > "$work/index.txt"
  cat > "$work/ca.conf" <<END
[ca]
database = $work/index.txt
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = policy
x509_extensions = extensions
[policy]
commonName = supplied
[extensions]
$extension
END
  openssl ca -batch -config "$work/ca.conf" -name ca -notext "$@" \
    -startdate "$from" -enddate "$until" -in "$work/$name.csr" -out "$name.pem"
}
certificate authority basicConstraints=critical,CA:TRUE 20200101000000Z 21200101000000Z \
  -selfsign -keyfile authority.key
signed='-cert authority.pem -keyfile authority.key'
certificate good subjectAltName=IP:127.0.0.1 20200101000000Z 21200101000000Z $signed
certificate other-host subjectAltName=DNS:broker.example 20200101000000Z 21200101000000Z $signed
certificate expired subjectAltName=IP:127.0.0.1 20200101000000Z 20200102000000Z $signed
rm authority.key
