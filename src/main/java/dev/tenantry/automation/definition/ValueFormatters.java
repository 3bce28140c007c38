package dev.tenantry.automation.definition;

import org.springframework.stereotype.Component;

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

    /** Of a workflow with this trigger, in the current organization. To be used in a transaction. */
    public ValueFormatter of(Trigger trigger) {
        return new ValueFormatter(vocabulary.of(trigger), localizations::ofOrganization);
    }
}
