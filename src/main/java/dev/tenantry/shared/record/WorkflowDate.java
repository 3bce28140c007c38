package dev.tenantry.shared.record;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A day or a time of what is shown of a record, before or after which workflows can start. Its column has an index that begins with the
 * organization and it.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface WorkflowDate {

    /** HQL: of which records it counts; empty: of all. */
    String where() default "";
}
