package dev.tenantry.identity.link;

import java.time.Clock;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.EmailAddress;
import dev.tenantry.identity.account.PhoneNumber;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.shared.crypto.Secret;

/** What a client may send to have a token taken back, in its forms. */
@Component
class VerificationRequests {

    private final Verification verification;
    private final Clock clock;

    VerificationRequests(Verification verification, Clock clock) {
        this.verification = verification;
        this.clock = clock;
    }

    VerifyResponse verify(VerifyRequest request) {
        if (isBlank(request.type())) {
            throw AuthException.malformed("Verify requires a verification type");
        }
        var type = VerificationType.parse(String.valueOf(request.type()));
        return VerifyResponse.of(verified(type, request), clock);
    }

    private Verified verified(VerificationType type, VerifyRequest request) {
        if (request.tokenHash() != null && !request.tokenHash().isBlank()) {
            if (!isBlank(Secret.reveal(request.token())) || !isBlank(request.email()) || !isBlank(request.phone())) {
                throw AuthException.malformed("Only the token_hash and type should be provided");
            }
            return verification.redeem(type, request.tokenHash().value());
        }
        if (request.token() == null || request.token().isBlank()) {
            throw AuthException.malformed("Verify requires either a token or a token hash");
        }
        return verification.redeem(type, recipient(type, request), request.token().value());
    }

    private static String recipient(VerificationType type, VerifyRequest request) {
        var given = type.isByPhone() ? request.phone() : request.email();
        if (given == null || given.isBlank() || !isBlank(type.isByPhone() ? request.email() : request.phone())) {
            throw AuthException.malformed("Only an email address or phone number should be provided on verify");
        }
        return type.isByPhone() ? PhoneNumber.parse(given) : EmailAddress.parse(given);
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
