package mail

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"bulletin/config"
)

// maxSmallFile is more than a key, a certificate or a password has, in bytes.
const maxSmallFile = 1 << 20

// readFile reads a file of mail/ and gives its permissions, or says what stands
// in the way. No name leads out of the folder, nor does a link in it.
func readFile(root *os.Root, name string, most int64) (data []byte, mode fs.FileMode, problem string) {
	if problem := nameProblem(name); problem != "" {
		return nil, 0, problem
	}
	quoted := strconv.Quote(name)
	path := filepath.FromSlash(name)
	info, err := root.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, 0, "no file " + quoted + " in the folder mail/"
	case err != nil:
		return nil, 0, fileProblem(name, err)
	case !info.Mode().IsRegular(): // a pipe would never end
		return nil, 0, quoted + " is not a file with data"
	}
	f, err := root.Open(path)
	if err != nil {
		return nil, 0, fileProblem(name, err)
	}
	defer f.Close()
	if info, err = f.Stat(); err != nil { // of what is read
		return nil, 0, fileProblem(name, err)
	}
	if info.Size() <= most {
		data = make([]byte, 0, info.Size()+1)
		data, err = appendAll(data, io.LimitReader(f, most+1)) // it may have grown
	}
	switch {
	case err != nil:
		return nil, 0, fileProblem(name, err)
	case info.Size() > most || int64(len(data)) > most:
		return nil, 0, quoted + " is larger than " + strconv.FormatInt(most>>20, 10) + " MiB"
	}
	return data, info.Mode(), ""
}

// appendAll reads all there is into the room that data has, and more where that is needed.
func appendAll(data []byte, r io.Reader) ([]byte, error) {
	for {
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if errors.Is(err, io.EOF) {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// nameProblem says why a name cannot be that of a file in mail/.
func nameProblem(name string) string {
	return strings.ReplaceAll(config.NameProblem(name), "the release folder", "the folder mail/")
}

func fileProblem(name string, err error) string {
	return config.FileProblem(name, "the folder mail/", err)
}

// openToOthers says that a file with a secret may be read by others than its
// owner. On Windows permissions say nothing of that.
func openToOthers(name string, mode fs.FileMode) string {
	if runtime.GOOS == "windows" || mode.Perm()&0o077 == 0 {
		return ""
	}
	return strconv.Quote(name) + " may be read by others than its owner; change that by: chmod 600 " + Folder + "/" + name
}

// parseSigner reads the key of DKIM signatures: RSA of 1024 bits or more (RFC
// 8301, 3.2) or Ed25519 (RFC 8463), in PEM as PKCS #8 or, of RSA, PKCS #1. The
// problem never has anything of the key.
func parseSigner(data []byte) (signer crypto.Signer, problem string) {
	const generate = "; make one by: openssl genrsa -out dkim.pem 2048"
	block, _ := pem.Decode(data)
	if block == nil {
		return nil, "has no key in PEM, which begins with -----BEGIN PRIVATE KEY-----" + generate
	}
	const locked = "has a key under a password; take the password off by: openssl pkey -in … -out …"
	if block.Headers["DEK-Info"] != "" { // RFC 1421, 4.6.1.3, as OpenSSL wrote it before PKCS #8
		return nil, locked
	}
	var key any // nil where it is damaged
	switch block.Type {
	case "PRIVATE KEY":
		key, _ = x509.ParsePKCS8PrivateKey(block.Bytes)
	case "RSA PRIVATE KEY":
		if k, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
			key = k
		}
	case "ENCRYPTED PRIVATE KEY":
		return nil, locked
	case "PUBLIC KEY", "RSA PUBLIC KEY":
		return nil, "has the public key; name the file with the private one"
	default:
		return nil, "has no private key but a " + shown(strings.ToLower(block.Type)) + generate
	}
	switch k := key.(type) {
	case *rsa.PrivateKey:
		if bits := k.N.BitLen(); bits < 1024 {
			return nil, "has an RSA key of " + strconv.Itoa(bits) + " bits, which receivers do not accept; 2048 is right" + generate
		}
		return k, ""
	case ed25519.PrivateKey:
		return k, ""
	case *ecdsa.PrivateKey:
		return nil, "has a key that DKIM does not know; RSA and Ed25519 are right" + generate
	}
	return nil, "has a key that is damaged" + generate
}

// parseRoots reads the certificates that a server's is held to.
func parseRoots(data []byte) (roots *x509.CertPool, problem string) {
	roots = x509.NewCertPool()
	if !roots.AppendCertsFromPEM(data) {
		return nil, "has no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----"
	}
	return roots, ""
}
