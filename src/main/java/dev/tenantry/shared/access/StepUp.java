package dev.tenantry.shared.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The endpoint does what a stolen session must not: callers who have a second factor must have used it in this session
 * ({@code aal2}), nobody acts as somebody else in it, and it is for people. Stands beside the declaration of who may call
 * at all.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface StepUp {

    /** Whether a program's key does, too, which proves nothing and is held to its scopes. */
    boolean orKey() default false;
}
