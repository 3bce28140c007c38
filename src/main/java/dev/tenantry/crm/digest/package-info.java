/** Mails members the day ahead, where they ask for it. */
@NullMarked
package dev.tenantry.crm.digest;

import org.jspecify.annotations.NullMarked;
