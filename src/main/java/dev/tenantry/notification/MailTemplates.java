package dev.tenantry.notification;

import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.mail.MailContent;

/** The current organization's own texts for mails: whoever has templates implements it. */
public interface MailTemplates {

    /**
     * What a mail says by a template. To be used in a transaction.
     *
     * @param values what stands in its places, by their names
     * @throws dev.tenantry.shared.problem.ProblemException 422 at {@code template} where there is none of the name or it is for marketing alone, at
     *         {@code values} where it has places that there are no values for, and where it is too much
     */
    MailContent fill(String name, ObjectNode values);
}
