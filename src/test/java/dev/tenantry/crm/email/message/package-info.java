/** Tests of what mails say. */
@NullMarked
package dev.tenantry.crm.email.message;

import org.jspecify.annotations.NullMarked;
