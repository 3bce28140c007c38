package dev.tenantry.automation.definition;

import org.springframework.stereotype.Component;

import dev.tenantry.tenancy.Localizations;

/** Makes the wording of workflows' texts. */
@Component
public class Wordings {

    private final Vocabulary vocabulary;
    private final Localizations localizations;

    Wordings(Vocabulary vocabulary, Localizations localizations) {
        this.vocabulary = vocabulary;
        this.localizations = localizations;
    }

    /** Of a workflow with this trigger, in the current organization. To be used in a transaction. */
    public Wording of(Trigger trigger) {
        return new Wording(vocabulary.of(trigger), localizations::ofOrganization);
    }
}
