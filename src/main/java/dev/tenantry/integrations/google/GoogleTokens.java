package dev.tenantry.integrations.google;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.integrations.google.GoogleCredentials.Tokens;
import dev.tenantry.shared.crypto.Secret;

/**
 * Access tokens of the current member. However many need one at once, one of this instance has it from Google; should another
 * instance do so, too, both tokens are good.
 */
@Component
class GoogleTokens {

    private final GoogleCredentials credentials;
    private final GoogleClient google;
    private final ConcurrentMap<UUID, CompletableFuture<Secret>> underWay = new ConcurrentHashMap<>();

    GoogleTokens(GoogleCredentials credentials, GoogleClient google) {
        this.credentials = credentials;
        this.google = google;
    }

    /**
     * @param refused a token that the API has just refused; null: none
     * @throws GoogleRefusal where the member has not connected an account, or has ended it at Google
     */
    Secret access(GoogleSettings settings, UUID integration, @Nullable Secret refused) throws GoogleRefusal {
        var tokens = present(settings, integration);
        var access = good(tokens, refused);
        return access == null ? refreshed(settings, integration, tokens.credential(), refused) : access;
    }

    private Secret refreshed(GoogleSettings settings, UUID integration, UUID credential, @Nullable Secret refused)
            throws GoogleRefusal {
        var mine = new CompletableFuture<Secret>();
        var others = underWay.putIfAbsent(credential, mine);
        if (others != null) {
            return await(others);
        }
        try {
            // Somebody may have had one since it was looked for.
            var tokens = present(settings, integration);
            var present = good(tokens, refused);
            var access = present == null ? refresh(settings, tokens) : present;
            mine.complete(access);
            return access;
        } catch (Throwable failure) {
            mine.completeExceptionally(failure);
            throw failure;
        } finally {
            underWay.remove(credential, mine);
        }
    }

    private Secret refresh(GoogleSettings settings, Tokens tokens) throws GoogleRefusal {
        try {
            var answer = google.refresh(settings, tokens.refresh());
            credentials.refreshed(tokens.credential(), answer);
            return answer.access();
        } catch (GoogleRefusal refusal) {
            if (refusal.isOfTheGrant()) {
                credentials.expire(tokens.credential(), String.valueOf(refusal.getMessage()));
            }
            throw refusal;
        }
    }

    private Tokens present(GoogleSettings settings, UUID integration) throws GoogleRefusal {
        return credentials.tokens(integration, settings.destination())
                .orElseThrow(() -> new GoogleRefusal("",
                        "whoever acts here has connected no account at Google, the consent has ended, or the integration goes elsewhere since then",
                        true));
    }

    /** Null where it is none, or the one that was refused. */
    private static @Nullable Secret good(Tokens tokens, @Nullable Secret refused) {
        return tokens.access() == null || tokens.access().equals(refused) ? null : tokens.access();
    }

    private static Secret await(CompletableFuture<Secret> token) throws GoogleRefusal {
        try {
            return token.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof GoogleRefusal refusal) {
                throw refusal;
            }
            throw failure;
        }
    }
}
