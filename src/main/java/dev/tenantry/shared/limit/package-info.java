/** How often something may be done, by whom and to whom: guesses, sign-ups, mails and text messages. */
@NullMarked
package dev.tenantry.shared.limit;

import org.jspecify.annotations.NullMarked;
