/** How what has happened comes to whoever reacts to it: each event once, in order, in turns of the organizations. */
@NullMarked
package dev.tenantry.shared.dispatch;

import org.jspecify.annotations.NullMarked;
