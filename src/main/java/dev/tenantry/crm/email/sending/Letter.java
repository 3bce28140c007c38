package dev.tenantry.crm.email.sending;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.email.message.Attachment;

/** A draft with all that it says. @param answered null: it begins a thread */
record Letter(Draft draft, String subject, @Nullable AnsweredEmail answered) {

    /** In octets, about. */
    long size() {
        return draft.text().length() + (draft.html() == null ? 0 : draft.html().length())
                + draft.attachments().stream().mapToLong(Attachment::size).sum();
    }
}
