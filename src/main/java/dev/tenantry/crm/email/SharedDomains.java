package dev.tenantry.crm.email;

import java.util.Set;

/** Domains that anybody has an address of: that two have it in common says nothing about where they work. */
final class SharedDomains {

    private static final Set<String> ALL = Set.of("gmail.com", "googlemail.com", "outlook.com", "outlook.de",
            "outlook.fr", "hotmail.com", "hotmail.co.uk", "hotmail.fr", "hotmail.de", "hotmail.it", "hotmail.es",
            "live.com", "live.co.uk", "live.fr", "live.nl", "msn.com", "yahoo.com", "yahoo.co.uk", "yahoo.co.jp",
            "yahoo.co.in", "yahoo.de", "yahoo.fr", "yahoo.it", "yahoo.es", "yahoo.com.br", "ymail.com",
            "rocketmail.com", "icloud.com", "me.com", "mac.com", "aol.com", "proton.me", "protonmail.com", "pm.me",
            "tutanota.com", "tuta.io", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "gmx.com", "web.de", "t-online.de",
            "freenet.de", "arcor.de", "posteo.de", "mailbox.org", "fastmail.com", "zoho.com", "mail.com", "mail.ru",
            "bk.ru", "list.ru", "inbox.ru", "yandex.ru", "yandex.com", "ya.ru", "rambler.ru", "ukr.net", "i.ua",
            "qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "sina.com", "sohu.com", "aliyun.com",
            "naver.com", "daum.net", "hanmail.net", "docomo.ne.jp", "ezweb.ne.jp", "softbank.ne.jp", "orange.fr",
            "wanadoo.fr", "free.fr", "laposte.net", "sfr.fr", "neuf.fr", "libero.it", "virgilio.it", "tiscali.it",
            "alice.it", "tin.it", "terra.com.br", "uol.com.br", "bol.com.br", "ig.com.br", "wp.pl", "o2.pl",
            "onet.pl", "interia.pl", "seznam.cz", "centrum.cz", "email.cz", "azet.sk", "freemail.hu", "citromail.hu",
            "abv.bg", "mail.bg", "bluewin.ch", "hispeed.ch", "aon.at", "chello.at", "telenet.be", "skynet.be",
            "ziggo.nl", "kpnmail.nl", "xs4all.nl", "home.nl", "telia.com", "online.no", "btinternet.com", "sky.com",
            "virginmedia.com", "ntlworld.com", "talktalk.net", "comcast.net", "verizon.net", "att.net",
            "sbcglobal.net", "bellsouth.net", "cox.net", "charter.net", "earthlink.net", "rediffmail.com",
            "bigpond.com", "optusnet.com.au", "xtra.co.nz", "rogers.com", "shaw.ca", "sympatico.ca");

    private SharedDomains() {}

    /** @param domain in ASCII and lower case */
    static boolean has(String domain) {
        return ALL.contains(domain);
    }
}
