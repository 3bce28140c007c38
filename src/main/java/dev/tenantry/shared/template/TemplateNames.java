package dev.tenantry.shared.template;

import org.jspecify.annotations.Nullable;

/** What the places of a text can be called. */
public interface TemplateNames {

    /** Why a name means nothing; null where it may. */
    @Nullable
    String fault(String name);

    /** Likewise, within the section of a name that is no fault. */
    default TemplateNames within(String name) {
        return this;
    }
}
