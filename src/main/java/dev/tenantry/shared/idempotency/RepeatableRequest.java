package dev.tenantry.shared.idempotency;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;

import dev.tenantry.shared.web.BodyKind;
import dev.tenantry.shared.web.WholeBody;

/** A request whose body has been read, to be hashed, and can be read again. Files stay where they were received. */
final class RepeatableRequest extends HttpServletRequestWrapper {

    private final byte[] body;
    private final boolean isFile;

    RepeatableRequest(HttpServletRequest request) throws IOException {
        super(request);
        isFile = BodyKind.isUpload(request);
        body = isFile ? new byte[0] : WholeBody.read(request.getInputStream(), request.getContentLengthLong());
    }

    /** Takes in what is sent: the body, or the parts of a form, whose boundary is another one each time. */
    void addTo(MessageDigest digest) throws IOException {
        digest.update(body);
        for (var part : parts()) {
            digest.update((part.getName() + "\n" + part.getSubmittedFileName() + "\n" + part.getContentType() + "\n"
                    + part.getSize() + "\n").getBytes(StandardCharsets.UTF_8));
            try (var in = new DigestInputStream(part.getInputStream(), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    /** None where the form cannot be read; whoever reads it next is told the same, and says so. */
    private Collection<Part> parts() {
        try {
            return isFile ? getParts() : List.of();
        } catch (IOException | ServletException | IllegalStateException _) {
            return List.of();
        }
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return isFile ? super.getInputStream() : new Repeated(new ByteArrayInputStream(body));
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static final class Repeated extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Repeated(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the body has been read");
        }
    }
}
