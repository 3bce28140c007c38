package dev.tenantry.shared.idempotency;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.util.ContentCachingResponseWrapper;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.problem.ProblemException;

/**
 * An answer that can be given again.
 *
 * @param requestHash of the request that it answered
 */
record StoredAnswer(byte[] requestHash, int status, Map<String, String> headers, byte[] body) {

    private static final List<String> KEPT = List.of("Content-Type", "Location", "ETag");
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final String NO_STORE = "no-store";
    /** No header: a digest of what the caller might do, on which it depends what answers show. */
    private static final String RIGHTS = "rights";
    /** Of one set, which a caller has for many requests; other ones are as good, and digested anew. */
    private static final LoadingCache<Set<String>, String> DIGESTS = Caffeine.newBuilder()
            .weakKeys()
            .build(permissions -> Digests.fingerprint(String.join(" ", new TreeSet<>(permissions))));

    /** An answer that must not be stored (a secret told once) is kept without its body. */
    static StoredAnswer of(byte[] requestHash, ContentCachingResponseWrapper response) {
        var cacheControl = response.getHeader(CACHE_CONTROL);
        var isSecret = cacheControl != null && cacheControl.contains(NO_STORE);
        var headers = new LinkedHashMap<String, String>();
        for (var name : KEPT) {
            var value = name.equals("Content-Type") ? response.getContentType() : response.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        if (isSecret) {
            headers.put(CACHE_CONTROL, NO_STORE);
        }
        headers.put(RIGHTS, rights());
        return new StoredAnswer(requestHash, response.getStatus(), headers,
                isSecret ? new byte[0] : response.getContentAsByteArray());
    }

    /**
     * @throws ProblemException 409 where the answer was not to be stored, or was made for somebody with other rights, who may
     *             have been told more
     */
    void replay(HttpServletResponse response) throws IOException {
        if (!rights().equals(headers.get(RIGHTS))) {
            throw ProblemException
                    .conflict("the request was carried out, with other rights than the caller has now; see "
                            + headers.getOrDefault("Location", "what it made"));
        }
        if (NO_STORE.equals(headers.get(CACHE_CONTROL))) {
            throw ProblemException.conflict("the request was carried out, and what it answered is told only once; see "
                    + headers.getOrDefault("Location", "what it made"));
        }
        response.setStatus(status);
        headers.forEach((name, value) -> {
            if (!name.equals(RIGHTS)) {
                response.setHeader(name, value);
            }
        });
        response.setHeader("Idempotency-Replayed", "true");
        response.getOutputStream().write(body);
    }

    private static String rights() {
        return DIGESTS.get(Caller.current().permissions());
    }
}
