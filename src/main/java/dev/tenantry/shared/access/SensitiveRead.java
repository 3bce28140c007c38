package dev.tenantry.shared.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The endpoint tells a secret or hands data out as a file, which the audit log says before it is answered: where that cannot be written
 * there is no answer. What is refused is no entry of it. An endpoint that returns nothing, and writes its answer itself, tells
 * {@link SensitiveReadTrail}. Stands beside the declaration of who may call at all.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SensitiveRead {

    /** What the log calls it: {@code webhook-secret.revealed}, {@code form.exported}. What is before the point is the resource. */
    String value();
}
