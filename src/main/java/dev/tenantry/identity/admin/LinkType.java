package dev.tenantry.identity.admin;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.tenantry.identity.error.AuthException;

/** What a link is for that a backend asks for. */
enum LinkType {

    SIGNUP, INVITE, MAGICLINK, RECOVERY, EMAIL_CHANGE_NEW, EMAIL_CHANGE_CURRENT;

    /** @throws AuthException 400 where there is no such type */
    static LinkType parse(@Nullable String code) {
        for (var type : values()) {
            if (type.code().equals(code)) {
                return type;
            }
        }
        throw AuthException.malformed(
                "type must be signup, invite, magiclink, recovery, email_change_new or email_change_current");
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isChange() {
        return this == EMAIL_CHANGE_NEW || this == EMAIL_CHANGE_CURRENT;
    }
}
