/** The integrations of organizations: what they are told, whether they are connected, and the calls that others make by them. */
@NullMarked
package dev.tenantry.integrations.connection;

import org.jspecify.annotations.NullMarked;
