package dev.tenantry.operations.documentation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;

import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.http.EgressClient;
import dev.tenantry.shared.http.EgressRequest;
import dev.tenantry.shared.work.Turns;

/** Asks for the API's description before anybody else does: it takes seconds to make, the first time. */
@Component
class DocumentInAdvance {

    /** There is more to do at a start. */
    private static final Duration AFTER_START = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** More than it has: it is to be written to its end. */
    private static final int LARGEST = 32 << 20;
    private static final Logger log = LoggerFactory.getLogger(DocumentInAdvance.class);

    private final EgressClient client;
    private final ServerProperties server;
    private final String path;
    private @Nullable Thread asking;

    DocumentInAdvance(EgressClient client, ServerProperties server,
            @Value("${springdoc.api-docs.path}") String path) {
        this.client = client;
        this.server = server;
        this.path = path;
    }

    /** Over HTTP, since it is made of a request. Where that takes a certificate, the first who asks waits. */
    @EventListener
    void on(WebServerInitializedEvent event) {
        var isOurs = event.getApplicationContext().getServerNamespace() == null;
        if (isOurs && (server.getSsl() == null || !server.getSsl().isEnabled())) {
            var port = event.getWebServer().getPort();
            asking = Thread.ofVirtual().name("api-document").start(() -> askOnce(port));
        }
    }

    private void askOnce(int port) {
        try {
            Turns.attempt("the API's description", () -> ask(port));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(int port) throws InterruptedException {
        try {
            Thread.sleep(AFTER_START);
            var address = server.getAddress() == null ? InetAddress.getLoopbackAddress() : server.getAddress();
            var url = new URI("http", null, address.getHostAddress(), port, path, null, null);
            client.askConfigured(EgressRequest.get(url, Map.of()).within(PATIENCE).readingAtMost(LARGEST));
        } catch (IOException | URISyntaxException failure) {
            log.debug("the API's description has not been made in advance", failure);
        }
    }

    @PreDestroy
    void stop() {
        if (asking != null) {
            asking.interrupt();
        }
    }
}
