package dev.tenantry.crm.email.message;

import java.util.ArrayList;
import java.util.List;

import dev.tenantry.shared.text.Texts;

/** What of a mail could not be taken as it was: so many sentences at most, each once. */
final class Notices {

    private static final int SHOWN = 100;

    private final List<String> all = new ArrayList<>();

    void add(String notice) {
        if (all.size() < MailBounds.NOTICES && !all.contains(notice)) {
            all.add(notice);
        }
    }

    /** @param about what a mail says, of which the beginning is told */
    void add(String notice, String about) {
        add(notice + ": " + Texts.shown(CleanText.line(about), SHOWN));
    }

    List<String> all() {
        return List.copyOf(all);
    }
}
