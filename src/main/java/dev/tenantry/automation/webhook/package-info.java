/** Requests that workflows send to other people's servers: signed, and to public addresses alone. */
@NullMarked
package dev.tenantry.automation.webhook;

import org.jspecify.annotations.NullMarked;
