package dev.tenantry.crm.form;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.IsoCurrency;

/**
 * What is made at once of what is sent, beside a contact.
 *
 * @param matchContactBy what tells that somebody is a contact already, the surest first; absent: email and phone; empty: nothing
 * @param company        whether the company is found by its domains, or made where it is named and not found; absent: no
 * @param opportunity    a new deal; absent: none
 */
public record FormConversion(
        @Size(max = 2) @Nullable List<@NotNull Rule> matchContactBy,
        @Nullable Boolean company,
        @Valid @Nullable Deal opportunity) {

    static final FormConversion USUAL = new FormConversion(null, null, null);

    /** What tells who somebody is. */
    public enum Rule {

        EMAIL, PHONE;

        private final String value = name().toLowerCase(Locale.ROOT);

        @JsonValue
        @Override
        public String toString() {
            return value;
        }
    }

    /**
     * A new deal.
     *
     * @param name       absent: the company, or who it is
     * @param pipelineId absent: the default pipeline
     * @param stage      absent: the first stage
     * @param currency   of the amount that is answered; absent: the organization's
     */
    public record Deal(
            @Size(max = 200) @Nullable String name,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long pipelineId,
            @Size(max = 100) @Nullable String stage,
            @Size(max = 200) @Nullable String product,
            @IsoCurrency @Nullable String currency) {}

    @JsonIgnore
    public List<Rule> rules() {
        return matchContactBy == null ? List.of(Rule.EMAIL, Rule.PHONE) : matchContactBy;
    }

    @JsonIgnore
    public boolean hasCompany() {
        return Boolean.TRUE.equals(company);
    }
}
