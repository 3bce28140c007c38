package dev.tenantry.shared.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The endpoint reads the body by itself, byte by byte as it was sent, whatever its type is: a signature is over these. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RawBody {

    /** Octets that it may have; 0: as many as bodies may that are no files. */
    int longest() default 0;
}
