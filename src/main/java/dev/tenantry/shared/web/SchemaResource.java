package dev.tenantry.shared.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where it is said what a tree of JSON, or a parameter, looks like whose type does not tell: in a JSON Schema among the
 * resources, or an {@link AssembledSchema}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
public @interface SchemaResource {

    /** The path of the resource, and the part of it as a JSON Pointer: {@code /automation/workflow.schema.json#/properties/steps}. */
    String value();

    /** What the names of its definitions begin with where the API is described. */
    String prefix();
}
