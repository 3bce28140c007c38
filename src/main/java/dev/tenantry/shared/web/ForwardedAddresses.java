package dev.tenantry.shared.web;

import java.io.IOException;
import java.util.Collections;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Reads what proxies say of their clients' addresses before Tomcat does, which compares the text with those of trusted
 * proxies and takes it as it is. Keeps who is really connected: the client, where the proxy's word is no address.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ForwardedAddresses implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String HEADER = "X-Forwarded-For";
    private static final String PEER = ForwardedAddresses.class.getName() + ".peer";

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(new ReadingValve());
    }

    /** Whose request it is: the client that a trusted proxy names, or else whoever is connected. */
    static @Nullable String client(HttpServletRequest request) {
        var told = ClientAddress.read(request.getRemoteAddr());
        return told == null && request.getAttribute(PEER) instanceof String peer ? ClientAddress.read(peer) : told;
    }

    static final class ReadingValve extends ValveBase {

        ReadingValve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            request.setAttribute(PEER, request.getRemoteAddr());
            var told = Collections.list(request.getHeaders(HEADER));
            if (!told.isEmpty()) {
                var headers = request.getCoyoteRequest().getMimeHeaders();
                headers.removeHeader(HEADER);
                headers.addValue(HEADER).setString(ClientAddress.normal(String.join(",", told)));
            }
            getNext().invoke(request, response);
        }
    }
}
