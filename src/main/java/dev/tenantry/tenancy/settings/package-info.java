/** What the operator configures of organizations. */
@NullMarked
package dev.tenantry.tenancy.settings;

import org.jspecify.annotations.NullMarked;
