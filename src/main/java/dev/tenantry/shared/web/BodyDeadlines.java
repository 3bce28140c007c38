package dev.tenantry.shared.web;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongConsumer;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;

/**
 * Ends requests that take too long to arrive: bodies with a problem here, and all that no answer can be made of in
 * {@link TimedProtocol}. Files may take as long as they keep their pace, and are told of as they come: the container reads
 * forms and files by itself, past whatever wraps a request.
 */
@Component
class BodyDeadlines implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String METER = Meter.class.getName();

    /** Bytes between and behind the chunks of a body, which are no part of it. Nobody here reads them, or counts their time: they are few. */
    private static final int BESIDE_CHUNKS = 16;

    private final Duration longest;

    BodyDeadlines(WebSettings settings) {
        this.longest = settings.longestArrival();
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(TimedProtocol.class.getName());
        factory.addContextCustomizers(context -> context.getPipeline().addValve(new MeterValve(longest)));
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
                protocol.setMaxExtensionSize(BESIDE_CHUNKS);
                protocol.setMaxTrailerSize(BESIDE_CHUNKS);
            }
            if (connector.getProtocolHandler() instanceof TimedProtocol protocol) {
                protocol.setLongestArrival(longest);
            }
        });
    }

    /** @param listener told how many bytes of an upload have come, each time that some have; what it throws ends the upload */
    static void listen(ServletRequest request, LongConsumer listener) {
        if (request.getAttribute(METER) instanceof Meter meter) {
            meter.listener = listener;
        }
    }

    private static final class MeterValve extends ValveBase {

        private final Duration longest;

        MeterValve(Duration longest) {
            super(true);
            this.longest = longest;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            var connection = request.getCoyoteRequest();
            if (connection.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null) {
                getNext().invoke(request, response);
                return;
            }
            var meter = new Meter(connection.getInputBuffer());
            if (BodyKind.isUpload(request)) {
                request.setAttribute(METER, meter);
            } else {
                meter.listener = deadline();
            }
            connection.setInputBuffer(meter);
            try {
                getNext().invoke(request, response);
            } finally {
                connection.setInputBuffer(meter.target);
            }
        }

        private LongConsumer deadline() {
            var begun = System.nanoTime();
            return _ -> {
                if (System.nanoTime() - begun > longest.toNanos()) {
                    throw ProblemException.malformed("",
                            "the body takes longer than %s s".formatted(longest.toSeconds()));
                }
            };
        }
    }

    private static final class Meter implements InputBuffer {

        private final InputBuffer target;
        private LongConsumer listener = _ -> {};

        Meter(InputBuffer target) {
            this.target = target;
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            var read = target.doRead(handler);
            if (read > 0) {
                listener.accept(read);
            }
            return read;
        }

        @Override
        public int available() {
            return target.available();
        }
    }
}
