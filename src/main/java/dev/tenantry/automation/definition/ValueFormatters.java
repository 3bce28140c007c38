package dev.tenantry.automation.definition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.tenancy.Localizations;

/** Makes the formatters of what stands in workflows' texts. */
@Component
public class ValueFormatters {

    private final Vocabulary vocabulary;
    private final Localizations localizations;

    ValueFormatters(Vocabulary vocabulary, Localizations localizations) {
        this.vocabulary = vocabulary;
        this.localizations = localizations;
    }

    /** An amount as the current organization writes it, with its currency; nothing where there is none. To be used in a transaction. */
    public String money(JsonNode amount) {
        return plain().of("amount", amount);
    }

    /** Of values of which nothing is known but their form, in the current organization. To be used in a transaction. */
    public ValueFormatter plain() {
        return new ValueFormatter(new Names(Map.of()), localizations::ofOrganization);
    }

    /** The day that it is then in the current organization. To be used in a transaction. */
    public LocalDate day(Instant time) {
        return time.atZone(localizations.ofOrganization().zone()).toLocalDate();
    }

    /** Of a workflow with this trigger, in the current organization. To be used in a transaction. */
    public ValueFormatter of(Trigger trigger) {
        return new ValueFormatter(vocabulary.of(trigger), localizations::ofOrganization);
    }
}
