/** Texts with places for values, of mails and steps alike: logic-less, bounded, and written for where they stand. */
@NullMarked
package dev.tenantry.shared.template;

import org.jspecify.annotations.NullMarked;
