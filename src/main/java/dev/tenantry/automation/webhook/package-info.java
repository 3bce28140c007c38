/** Requests that workflows send to other people's servers: signed. */
@NullMarked
package dev.tenantry.automation.webhook;

import org.jspecify.annotations.NullMarked;
