package dev.tenantry.shared.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.springframework.web.util.WebUtils;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** A request whose body ends with a problem where it passes the limit, and which waits for its turn where its body is large. */
final class BoundedRequest extends HttpServletRequestWrapper {

    private final long limit;
    private final LargeBodies.Turn turn;

    BoundedRequest(HttpServletRequest request, long limit, LargeBodies.Turn turn) {
        super(request);
        this.limit = limit;
        this.turn = turn;
    }

    /** Waits for the turn of a body that the container reads by itself, and takes memory for as a whole. */
    static void announce(HttpServletRequest request) {
        var bounded = WebUtils.getNativeRequest(request, BoundedRequest.class);
        if (bounded != null) {
            bounded.turn.arrived(request.getContentLengthLong() < 0 ? bounded.limit : request.getContentLengthLong());
        }
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new BoundedInput(super.getInputStream(), limit, turn);
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static final class BoundedInput extends ServletInputStream {

        private final ServletInputStream target;
        private final long limit;
        private final LargeBodies.Turn turn;
        private long count;

        BoundedInput(ServletInputStream target, long limit, LargeBodies.Turn turn) {
            this.target = target;
            this.limit = limit;
            this.turn = turn;
        }

        @Override
        public int read() throws IOException {
            var next = target.read();
            count(next < 0 ? -1 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                var read = target.read(bytes, offset, length);
                count(read);
                return read;
            } catch (SocketTimeoutException _) {
                throw ProblemException.malformed("", "the body did not arrive in time");
            }
        }

        /** @param read negative at the end */
        private void count(int read) {
            if (read < 0) {
                turn.ended();
                return;
            }
            count += read;
            if (count > limit) {
                throw ProblemException.of(ProblemType.TOO_LARGE, "the body may have " + limit + " bytes");
            }
            turn.arrived(count);
        }

        @Override
        public boolean isFinished() {
            return target.isFinished();
        }

        @Override
        public boolean isReady() {
            return target.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            target.setReadListener(listener);
        }
    }
}
