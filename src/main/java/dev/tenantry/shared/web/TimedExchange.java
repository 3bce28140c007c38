package dev.tenantry.shared.web;

import java.io.IOException;

import org.apache.coyote.Adapter;
import org.apache.coyote.Constants;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** A request and its answer, which knows since when. */
final class TimedExchange extends Http11Processor {

    private volatile @Nullable Begun begun;
    private volatile boolean isAtWork;

    /** Of which connection: the container keeps exchanges for others, and tells this one of no other end than its own. */
    private record Begun(SocketWrapperBase<?> connection, long nanos) {}

    TimedExchange(TimedProtocol protocol, Adapter adapter) {
        super(protocol, adapter);
    }

    /** Comes back with the same exchange each time that more of an unfinished head is there. */
    @Override
    public SocketState service(SocketWrapperBase<?> connection) throws IOException {
        var known = begun;
        if (known == null || known.connection != connection) {
            begun = new Begun(connection, System.nanoTime());
        }
        isAtWork = true;
        var state = SocketState.CLOSED;
        try {
            state = super.service(connection);
            return state;
        } finally {
            isAtWork = false;
            if (state != SocketState.LONG || isAsync()) {
                begun = null;
            }
        }
    }

    /** Whether the head, or what nobody wants of the body, has been on its way for longer. */
    boolean isLate(long longestNanos) {
        var known = begun;
        return known != null && known.connection == getSocketWrapper()
                && System.nanoTime() - known.nanos > longestNanos
                && switch (getRequest().getRequestProcessor().getStage()) {
                    case Constants.STAGE_PARSE, Constants.STAGE_PREPARE, Constants.STAGE_ENDINPUT -> true;
                    case Constants.STAGE_ENDED -> !isAtWork;
                    default -> false;
                };
    }

    void end() {
        var connection = getSocketWrapper();
        if (connection != null) {
            begun = null;
            connection.close();
        }
    }

    /** Null where nothing is asked. */
    @Nullable
    SocketWrapperBase<?> connectionAtWork() {
        return isAtWork ? getSocketWrapper() : null;
    }
}
