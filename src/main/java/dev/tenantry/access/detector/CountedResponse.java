package dev.tenantry.access.detector;

import java.io.IOException;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Counts the lines of a file that has some. */
class CountedResponse extends HttpServletResponseWrapper {

    private @Nullable Lines lines;

    CountedResponse(HttpServletResponse response) {
        super(response);
    }

    boolean isFile() {
        var disposition = getHeader(HttpHeaders.CONTENT_DISPOSITION);
        return disposition != null && disposition.startsWith("attachment");
    }

    /** One at least: a picture is something, too. */
    long rows() {
        return lines == null ? 1 : Math.max(lines.count, 1);
    }

    /** Whoever writes a file has said so by then. */
    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (lines == null && isFile() && hasLines()) {
            lines = new Lines(super.getOutputStream());
        }
        return lines == null ? super.getOutputStream() : lines;
    }

    private boolean hasLines() {
        var type = getContentType();
        return type != null && (type.startsWith("text/") || type.contains("json"));
    }

    private static final class Lines extends ServletOutputStream {

        private final ServletOutputStream out;
        private long count;

        Lines(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            count += one == '\n' ? 1 : 0;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            for (var place = from; place < from + length; place++) {
                count += bytes[place] == '\n' ? 1 : 0;
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
