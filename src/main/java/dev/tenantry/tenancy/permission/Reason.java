package dev.tenantry.tenancy.permission;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why somebody may or may not do a thing. */
enum Reason {

    GRANTED("a role of the member grants it"),
    NOT_GRANTED("no role of the member grants it"),
    ROLE_INACTIVE("only roles that are switched off grant it"),
    ACCOUNT_SUSPENDED("the account is suspended"),
    ACCOUNT_DELETED("the account has been deleted"),
    ORGANIZATION_DELETED("the organization has been deleted"),
    EMAIL_DOMAIN_REFUSED("the organization's sign-in policy does not allow the domain of the member's address"),
    SECOND_FACTOR_MISSING("the organization's sign-in policy wants a second factor, and the member has none"),
    SINGLE_SIGN_ON_MISSING(
            "the organization's sign-in policy wants single sign-on, and no session of the member began with it");

    private final String detail;

    Reason(String detail) {
        this.detail = detail;
    }

    String detail() {
        return detail;
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
