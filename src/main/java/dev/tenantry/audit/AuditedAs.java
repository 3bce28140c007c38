package dev.tenantry.audit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The entity is not what the organization works with, but what it has set: which kind of mutation its changes are. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AuditedAs {

    /** Which kind. */
    AuditEntry.Category value();
}
