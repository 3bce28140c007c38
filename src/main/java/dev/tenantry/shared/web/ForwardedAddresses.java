package dev.tenantry.shared.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.network.IpRange;

/**
 * Reads what proxies say of their clients' addresses before Tomcat does, which compares the text with those of trusted
 * proxies and takes it as it is. One header is read, the one that the operator's proxies write: in the other one clients say what they like, since
 * proxies pass on what they do not know. Keeps who is really connected: the client, where the proxy's word is no address.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ForwardedAddresses implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String HEADER = "X-Forwarded-For";
    private static final String PROTOCOL = "X-Forwarded-Proto";
    private static final String STANDARD = "Forwarded";
    private static final String PEER = ForwardedAddresses.class.getName() + ".peer";

    private final boolean isStandard;

    /** @param trusted networks, which Tomcat trusts @throws IllegalStateException where it might read other ones in them */
    ForwardedAddresses(WebSettings settings, @Value("${tenantry.web.trusted-proxies:}") String trusted) {
        this.isStandard = settings.proxyHeader() == WebSettings.ProxyHeader.FORWARDED;
        check(trusted);
    }

    static void check(String trusted) {
        for (var network : trusted.isBlank() ? new String[0] : trusted.split(",", -1)) {
            try {
                var _ = IpRange.parse(network);
            } catch (IllegalArgumentException fault) {
                throw new IllegalStateException(
                        "tenantry.web.trusted-proxies has \"%s\", which is no network of proxies: %s"
                                .formatted(network.strip(), fault.getMessage()),
                        fault);
            }
        }
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(new ReadingValve(isStandard));
    }

    /** Whose request it is: the client that a trusted proxy names, or else whoever is connected. */
    static @Nullable IpAddress client(HttpServletRequest request) {
        var told = ClientAddress.read(request.getRemoteAddr());
        return told == null && request.getAttribute(PEER) instanceof String peer ? ClientAddress.read(peer) : told;
    }

    static final class ReadingValve extends ValveBase {

        private final boolean isStandard;

        ReadingValve(boolean isStandard) {
            super(true);
            this.isStandard = isStandard;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            request.setAttribute(PEER, request.getRemoteAddr());
            if (isStandard) {
                var elements = Collections.list(request.getHeaders(STANDARD))
                        .stream()
                        .flatMap(header -> Arrays.stream(header.split(",")))
                        .map(String::strip)
                        .toList();
                set(request, HEADER, elements.isEmpty() ? null : ClientAddress.ofForwarded(elements));
                set(request, PROTOCOL, ClientAddress.protocol(elements));
            } else {
                var told = Collections.list(request.getHeaders(HEADER));
                set(request, HEADER, told.isEmpty() ? null : ClientAddress.normal(String.join(",", told)));
            }
            getNext().invoke(request, response);
        }

        private static void set(Request request, String name, @Nullable String value) {
            var headers = request.getCoyoteRequest().getMimeHeaders();
            headers.removeHeader(name);
            if (value != null) {
                headers.addValue(name).setString(value);
            }
        }
    }
}
