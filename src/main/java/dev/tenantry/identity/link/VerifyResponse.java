package dev.tenantry.identity.link;

import java.time.Clock;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.tenantry.identity.account.UserResponse;
import dev.tenantry.identity.session.SessionResponse;
import dev.tenantry.shared.crypto.Secret;

/**
 * A session; or what there is still to do for one.
 *
 * @param msg  there where a second mailbox has to agree
 * @param code there with it
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record VerifyResponse(
        @Nullable Secret accessToken,
        @Nullable String tokenType,
        @Nullable Long expiresIn,
        @Nullable Long expiresAt,
        @Nullable Secret refreshToken,
        @Nullable UserResponse user,
        @Nullable String msg,
        @Nullable String code) {

    static VerifyResponse of(Verified verified, Clock clock) {
        return switch (verified) {
            case Verified.Session(var tokens) -> of(SessionResponse.of(tokens, clock));
            case Verified.HalfAgreed _ ->
                new VerifyResponse(null, null, null, null, null, null, Verified.HalfAgreed.TEXT, "200");
            case Verified.Code _ -> throw new IllegalStateException("a code is only for links");
        };
    }

    private static VerifyResponse of(SessionResponse session) {
        return new VerifyResponse(session.accessToken(), session.tokenType(), session.expiresIn(),
                session.expiresAt(), session.refreshToken(), session.user(), null, null);
    }
}
