package dev.tenantry.identity.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Secret;

/**
 * An account that is to be.
 *
 * @param email         in lower case
 * @param passwordHash  null: nobody can sign in with a password
 * @param appMetadata   what the application notes besides the providers
 * @param userMetadata  what the person, or the person's provider, tells
 */
public record NewUser(
        @Nullable String email,
        boolean isEmailConfirmed,
        @Nullable String phone,
        boolean isPhoneConfirmed,
        @Nullable Secret passwordHash,
        Map<String, Object> appMetadata,
        Map<String, Object> userMetadata,
        boolean isAnonymous,
        boolean isSsoUser,
        List<NewIdentity> identities) {

    /** What the data of an identity says besides what the person told. */
    public static final Set<String> KNOWN = Set.of("sub", "email", "phone", "email_verified", "phone_verified");

    /** Somebody with an e-mail address. */
    public static NewUser byEmail(String email, boolean isConfirmed, @Nullable String passwordHash,
            Map<String, Object> userMetadata) {
        return new NewUser(email, isConfirmed, null, false, Secret.of(passwordHash), Map.of(), userMetadata, false,
                false,
                List.of(new NewIdentity("email", null,
                        told(userMetadata, Map.of("email", email, "email_verified", isConfirmed, "phone_verified",
                                false)))));
    }

    /** Somebody with a telephone. */
    public static NewUser byPhone(String phone, boolean isConfirmed, @Nullable String passwordHash,
            Map<String, Object> userMetadata) {
        return new NewUser(null, false, phone, isConfirmed, Secret.of(passwordHash), Map.of(), userMetadata, false,
                false,
                List.of(new NewIdentity("phone", null,
                        told(userMetadata, Map.of("phone", phone, "email_verified", false, "phone_verified",
                                isConfirmed)))));
    }

    /** Somebody who has told nothing yet. */
    public static NewUser anonymous(Map<String, Object> userMetadata) {
        return new NewUser(null, false, null, false, null, Map.of(), userMetadata, true, false, List.of());
    }

    public NewUser with(Map<String, Object> newAppMetadata) {
        return new NewUser(email, isEmailConfirmed, phone, isPhoneConfirmed, passwordHash, newAppMetadata,
                userMetadata, isAnonymous, isSsoUser, identities);
    }

    private static Map<String, Object> told(Map<String, Object> userMetadata, Map<String, Object> known) {
        var data = new LinkedHashMap<>(userMetadata);
        data.putAll(known);
        return data;
    }
}
