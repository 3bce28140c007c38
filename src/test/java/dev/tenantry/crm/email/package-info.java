/** Tests of captured mails. */
@NullMarked
package dev.tenantry.crm.email;

import org.jspecify.annotations.NullMarked;
