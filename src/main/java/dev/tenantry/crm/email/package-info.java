/** Mails that members capture: read, put into threads, linked to whom they are with, and seen by those who took part in them. */
@NullMarked
package dev.tenantry.crm.email;

import org.jspecify.annotations.NullMarked;
