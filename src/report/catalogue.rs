//! How a catalogue of texts is written: each text once in English and once in Chinese, side by side.

macro_rules! words {
    ($($key:ident: $english:literal | $chinese:literal;)*) => {
        /// The texts of one language.
        #[derive(Debug)]
        pub(super) struct Words {
            $(
                #[doc = $english]
                pub $key: &'static str,
            )*
        }

        /// Texts in English.
        pub(super) static ENGLISH: Words = Words { $($key: $english,)* };
        /// Texts in Chinese.
        pub(super) static CHINESE: Words = Words { $($key: $chinese,)* };

        /// Every text in both languages.
        #[cfg(test)]
        pub(super) const ALL: &[(&str, &str, &str)] = &[$((stringify!($key), $english, $chinese),)*];
    };
}
