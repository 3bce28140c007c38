package dev.tenantry.shared.web;

import java.io.IOException;
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

/** Tells of the bytes of uploads as they arrive. The container reads these by itself, past whatever wraps a request. */
@Component
class ArrivingUploads implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String METER = Meter.class.getName();

    /** Bytes between and behind the chunks of a body, which are no part of it: nobody here reads them, or counts their time. */
    private static final int BESIDE_CHUNKS = 64;

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> context.getPipeline().addValve(new MeterValve()));
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
                protocol.setMaxExtensionSize(BESIDE_CHUNKS);
                protocol.setMaxTrailerSize(BESIDE_CHUNKS);
            }
        });
    }

    /** @param listener told how many bytes have come, each time that some have; what it throws ends the upload */
    static void listen(ServletRequest request, LongConsumer listener) {
        if (request.getAttribute(METER) instanceof Meter meter) {
            meter.listener = listener;
        }
    }

    private static final class MeterValve extends ValveBase {

        MeterValve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            if (!BodyKind.isUpload(request)) {
                getNext().invoke(request, response);
                return;
            }
            var connection = request.getCoyoteRequest();
            var meter = new Meter(connection.getInputBuffer());
            connection.setInputBuffer(meter);
            request.setAttribute(METER, meter);
            try {
                getNext().invoke(request, response);
            } finally {
                connection.setInputBuffer(meter.target);
            }
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
