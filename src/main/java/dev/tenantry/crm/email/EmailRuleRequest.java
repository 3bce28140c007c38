package dev.tenantry.crm.email;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.record.Compared;
import dev.tenantry.shared.web.FieldRule;

/** A rule that is to be. */
record EmailRuleRequest(@Compared @NotBlank @Size(max = 254) String pattern, @NotNull EmailRuleEffect effect) {

    @FieldRule(field = "pattern", code = "invalid-pattern", message = "pattern is an address, name@example.com, or a domain, example.com")
    boolean isAddressOrDomain() {
        return pattern == null
                || (pattern.indexOf('@') < 0 ? EmailAddress.isDomain(pattern) : EmailAddress.isValid(pattern));
    }
}
