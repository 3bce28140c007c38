package dev.tenantry.identity.token;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.PlatformErrors;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.Redacted;

/**
 * The operator's say on what access tokens claim: {@code public.custom_access_token_hook}, called in the transaction that
 * begins or goes on with the session, which ends with it where the function fails. What the application itself relies on
 * stays as it is, whatever the function answers.
 */
@Component
@EnableConfigurationProperties(AccessTokenHookSettings.class)
public class AccessTokenHook {

    /** Those that are checked, or that say how long and for whom a token is. */
    private static final Set<String> PROTECTED = Set.of("sub", "aal", "org_id", "session_id", "iss", "aud", "exp",
            "iat",
            "nbf", "jti", "role", "is_anonymous", "act");
    /** Tokens travel in a header. */
    private static final int MAX_BYTES = 12_000;
    private static final String PATIENCE = "2s";
    private static final int FORBIDDEN = 403;
    private static final Set<Integer> REFUSALS = Set.of(400, 401, FORBIDDEN, 404, 422, 429);

    private static final Logger log = LoggerFactory.getLogger(AccessTokenHook.class);

    private final boolean isOn;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    AccessTokenHook(AccessTokenHookSettings settings, RolePool authPool, JsonMapper json) {
        this.isOn = settings.accessTokenHook();
        this.jdbc = authPool.jdbc();
        this.json = json;
    }

    /**
     * What the token is to claim.
     *
     * @param method how the session came about, as {@code amr} names it, or {@code token_refresh}
     * @throws AuthException where the function refuses, fails, takes too long or answers in another form
     */
    public Map<String, Object> apply(UUID userId, String method, Map<String, Object> claims) {
        if (!isOn) {
            return claims;
        }
        var answer = call(json.writeValueAsString(Map.of("user_id", userId, "claims", claims,
                "authentication_method", method)));
        refuseWhereItDoes(answer);
        if (!answer.path("claims").isObject()) {
            throw PlatformErrors.hookFailed("The access token hook did not answer with claims");
        }
        var merged = new LinkedHashMap<String, Object>();
        for (var claim : answer.path("claims").properties()) {
            if (!PROTECTED.contains(claim.getKey()) && !claim.getValue().isNull()) {
                merged.put(claim.getKey(), json.treeToValue(claim.getValue(), Object.class));
            }
        }
        PROTECTED.stream().filter(claims::containsKey).forEach(name -> merged.put(name, value(claims, name)));
        if (json.writeValueAsBytes(merged).length > MAX_BYTES) {
            throw PlatformErrors.hookFailed("The access token hook answered with too many claims");
        }
        return merged;
    }

    private JsonNode call(String event) {
        try {
            var before = jdbc.sql("select current_setting('statement_timeout')").query(String.class).single();
            limit(PATIENCE);
            @Nullable
            String answer = jdbc.sql("select coalesce(public.custom_access_token_hook(?::jsonb), 'null')::text")
                    .param(event)
                    .query(String.class)
                    .single();
            limit(before);
            return json.readTree(String.valueOf(answer));
        } catch (DataAccessException failure) {
            log.error("the access token hook failed: {}", Redacted.line(failure));
            throw failure instanceof QueryTimeoutException
                    ? PlatformErrors.hookTimedOut()
                    : PlatformErrors.hookFailed("The access token hook failed");
        }
    }

    /** Until the transaction ends. */
    private void limit(String time) {
        jdbc.sql("select set_config('statement_timeout', ?, true)").param(time).query(String.class).single();
    }

    private static void refuseWhereItDoes(JsonNode answer) {
        var error = answer.path("error");
        if (error.isObject()) {
            var status = error.path("http_code").asInt(FORBIDDEN);
            throw PlatformErrors.refusedByHook(REFUSALS.contains(status) ? status : FORBIDDEN,
                    error.path("message").asString("The access token hook refused the sign-in"));
        }
    }

    private static Object value(Map<String, Object> claims, String name) {
        return Objects.requireNonNull(claims.get(name));
    }
}
