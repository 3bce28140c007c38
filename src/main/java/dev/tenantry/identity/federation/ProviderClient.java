package dev.tenantry.identity.federation;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.http.EgressAnswer;
import dev.tenantry.shared.http.EgressClient;
import dev.tenantry.shared.http.EgressRequest;
import dev.tenantry.shared.problem.Redacted;

/**
 * Asks identity providers. Addresses that the operator configured are reached wherever they are; addresses from elsewhere
 * only where they are public.
 */
@Component
public class ProviderClient {

    private static final int MAX_ANSWER = 1 << 20;
    private static final String USER_AGENT = "Tenantry-Identity/1";

    private final EgressClient client;

    ProviderClient(EgressClient client) {
        this.client = client;
    }

    /** What a provider answered. */
    public record Reply(int status, Secret body) {}

    private interface Exchange {

        EgressAnswer ask(EgressRequest request) throws IOException;
    }

    /** @throws ProviderFault where there is no answer in time */
    public Reply get(URI url, Map<String, String> headers) {
        return exchange(client::askConfigured, EgressRequest.get(url, headers));
    }

    /** @throws ProviderFault where there is no answer in time */
    public Reply post(URI url, Map<String, String> form, Map<String, String> headers) {
        return exchange(client::askConfigured, EgressRequest.post(url, headers, EgressRequest.Body.form(form)));
    }

    /**
     * Asks an address that somebody other than the operator gave.
     *
     * @throws ProviderFault where it is not public, or there is no answer in time
     */
    public Reply getFromPublic(URI url) {
        return exchange(client::ask, EgressRequest.get(url, Map.of()));
    }

    private static Reply exchange(Exchange exchange, EgressRequest request) {
        try {
            var answer = exchange.ask(request.from(USER_AGENT).readingAtMost(MAX_ANSWER));
            if (answer.isCut()) {
                throw new IOException("the answer is too large");
            }
            return new Reply(answer.status(), new Secret(answer.body()));
        } catch (IOException failure) {
            throw ProviderFault.unreachable(request.url().getAuthority() + ": " + Redacted.line(failure));
        }
    }
}
