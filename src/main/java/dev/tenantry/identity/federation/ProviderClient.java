package dev.tenantry.identity.federation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.annotation.PreDestroy;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.http.OutgoingHttp;
import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.shared.web.PublicAddresses;

/**
 * Asks identity providers: no redirects, no cookies, an end to the time and to what is read. Addresses that the operator
 * configured are reached wherever they are; addresses from elsewhere only where they are public.
 */
@Component
public class ProviderClient {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_ANSWER = 1 << 20;

    private final OutgoingHttp trusting = client(SystemDefaultDnsResolver.INSTANCE);
    private final OutgoingHttp guarded = client(new PublicOnly());

    /** What a provider answered. */
    public record Reply(int status, Secret body) {}

    private static final class PublicOnly implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            var addresses = InetAddress.getAllByName(host);
            if (!Arrays.stream(addresses).allMatch(PublicAddresses::contain)) {
                throw new UnknownHostException("the host has an address that may not be reached");
            }
            return addresses;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** @throws ProviderFault where there is no answer in time */
    public Reply get(URI url, Map<String, String> headers) {
        var request = new HttpGet(url);
        headers.forEach(request::setHeader);
        return exchange(trusting, request);
    }

    /** @throws ProviderFault where there is no answer in time */
    public Reply post(URI url, Map<String, String> form, Map<String, String> headers) {
        var request = new HttpPost(url);
        headers.forEach(request::setHeader);
        List<BasicNameValuePair> fields = form.entrySet()
                .stream()
                .map(field -> new BasicNameValuePair(field.getKey(), field.getValue()))
                .toList();
        request.setEntity(new UrlEncodedFormEntity(fields, StandardCharsets.UTF_8));
        return exchange(trusting, request);
    }

    /**
     * Asks an address that somebody other than the operator gave.
     *
     * @throws ProviderFault where it is not public, or there is no answer in time
     */
    public Reply getFromPublic(URI url) {
        return exchange(guarded, new HttpGet(url));
    }

    private static Reply exchange(OutgoingHttp client, HttpUriRequestBase request) {
        try {
            return client.exchange(request, PATIENCE, ProviderClient::read);
        } catch (IOException failure) {
            throw ProviderFault.unreachable(request.getAuthority() + ": " + Redacted.line(failure));
        }
    }

    private static Reply read(ClassicHttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return new Reply(response.getCode(), new Secret(""));
        }
        var bytes = response.getEntity().getContent().readNBytes(MAX_ANSWER + 1);
        if (bytes.length > MAX_ANSWER) {
            throw new IOException("the answer is too large");
        }
        return new Reply(response.getCode(), new Secret(new String(bytes, StandardCharsets.UTF_8)));
    }

    private static OutgoingHttp client(DnsResolver resolver) {
        return new OutgoingHttp("Tenantry-Identity/1", resolver, 100, 50);
    }

    @PreDestroy
    void close() throws IOException {
        trusting.close();
        guarded.close();
    }
}
