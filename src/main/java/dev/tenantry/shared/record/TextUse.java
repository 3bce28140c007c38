package dev.tenantry.shared.record;

import java.util.Arrays;

/** What the text of a property is for, which says how other values are written into it. */
public enum TextUse {

    /** It is no text: a number, a time, an id. */
    NONE,
    /** Something is found, called or written to by it ({@link Compared}), so values stand in it as the API has them. */
    COMPARED,
    /** Somebody is written to by it: what stands before an address in angle brackets is a name, whatever its values are. */
    ADDRESS,
    /** People read it. */
    READ,
    /** People read it in a channel, and are called by its markup: that of values is none. */
    POSTED,
    /** People read it as a page, whose markup that of values is none of. */
    HTML;

    /** @param request what states the record */
    static TextUse of(Class<? extends Record> request, String property) {
        return Arrays.stream(request.getRecordComponents())
                .filter(component -> component.getName().equals(property) && component.getType() == String.class)
                .map(text -> text.isAnnotationPresent(Compared.class) ? COMPARED : READ)
                .findFirst()
                .orElse(NONE);
    }
}
