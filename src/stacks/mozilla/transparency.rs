//! Certificate Transparency as Firefox demands it (security/ct/CTPolicyEnforcer.cpp): timestamps of
//! enough logs, of two operators. The timestamps' signatures are taken as good.

use std::collections::BTreeSet;

use crate::model::oid::ext;
use crate::model::{Certificate, ExtensionValue, Sct, Time};

/// Certificates valid for more days than this need three logs, others two.
const SHORT_DAYS: i64 = 180;

/// The logs that Firefox 153 carries (security/ct/CTKnownLogs.h), by operator: the first eight bytes
/// of the log's identifier (RFC 6962, 3.2).
#[rustfmt::skip]
static LOGS: &[(&str, &[u64])] = &[
    ("Cloudflare", &[
        0xcb38_f715_897c_84a1, 0x4c63_dc98_e59c_1dab,
    ]),
    ("DigiCert", &[
        0x944e_4387_faec_c1ef, 0xc231_7e57_4519_a345, 0x001a_5d1a_1c2d_9375, 0x37aa_07cc_216f_2e6d,
        0x46a2_3967_c60d_b646, 0x1fb0_f8a9_2d8a_dda1,
    ]),
    ("Geomys", &[
        0x2ed6_a44d_eb8f_0c86, 0x46af_863d_3b3e_e59f, 0x596e_6c33_8694_b259, 0xd5de_55ee_ba08_b60c,
        0xc8c6_83ba_1a79_bca3, 0x176d_d142_bf0a_acbc, 0x7592_0828_af3a_6355, 0x8f97_2de9_cf53_d9ea,
        0xcba5_59e0_1483_c99f, 0x4de7_c3ef_e537_669a, 0x035f_1e61_09e7_e386,
    ]),
    ("Google", &[
        0xd76d_7d10_d1a7_f577, 0xd6d5_8da9_d017_53f3, 0xbadb_88a4_6f9c_afa4, 0x1c89_7407_e601_0a01,
        0x6984_b723_3cb2_74b2, 0x20f0_5faa_a3a4_92fc, 0x5ff9_c0fb_a42d_ac78, 0x337a_9ec7_cae6_a904,
        0xd809_553b_944f_7aff, 0x44c2_bd0c_e914_0e64,
    ]),
    ("IPng Networks", &[
        0xd2fc_652f_a5f9_b738, 0x1a8b_9d6b_0ffe_bf81, 0x1a8b_9d6b_8dd7_91d1, 0x1a8b_9d69_5362_d864,
        0x26e3_646e_5869_2123, 0x44e8_22fc_2bab_0e92, 0x0915_7f63_2d46_c7f7, 0x1205_d025_5ac1_893c,
        0x00d5_c252_a669_cdfe, 0xebe6_bd0b_ea89_3a44, 0x00b3_56cf_dde5_24b4,
    ]),
    ("Let's Encrypt", &[
        0xacab_3070_6ceb_ec84, 0x6cfe_5019_43a8_5ea9, 0x8eca_470b_acde_6af3, 0xe5e3_6247_d92e_f4ad,
        0xa826_cbe3_0ac6_3512, 0xa281_0018_734e_176e, 0xa695_a2ad_926d_6f99,
    ]),
    ("Microsec", &[
        0x28d3_c68e_a183_636f, 0x7810_2662_0c57_ae70, 0x1ab9_e9a4_5fc2_b784, 0x6ddc_9de9_8b19_810a,
        0xda22_a348_ef1b_bb31,
    ]),
    ("Sectigo", &[
        0xaf67_883b_57b0_4edd, 0x604c_9aaf_7a7f_775f, 0xa249_0cdc_db8e_33a4, 0x94b1_c18a_b0d0_57c4,
        0x1f56_d1ab_9470_4a41, 0xc8a3_c47f_c7b3_adb9, 0x1c9f_682c_e9fa_f045, 0x0380_2ac2_62f6_e05e,
    ]),
    ("TrustAsia", &[
        0xedda_eb81_5c63_2134, 0x74db_9d58_f7d4_7e9d, 0x25b7_efde_a113_0193, 0x5734_48cc_6e1d_2c0d,
    ]),
];

/// Whether the timestamps in a leaf are enough at a time.
pub(super) fn complies(leaf: &Certificate, at: Time) -> bool {
    let scts: &[Sct] = match leaf.extension(ext::SCTS).map(|extension| &extension.value) {
        Some(ExtensionValue::Scts(scts)) => scts,
        _ => return false,
    };
    let (mut logs, mut operators) = (BTreeSet::new(), BTreeSet::new());
    for sct in scts {
        // A timestamp from the future counts for nothing.
        let seconds = i64::try_from(sct.timestamp / 1_000).unwrap_or(i64::MAX);
        if seconds > at.0 {
            continue;
        }
        if let Some((log, operator)) = known(&sct.log_id) {
            logs.insert(log);
            operators.insert(operator);
        }
    }
    let days = match (leaf.validity.not_before, leaf.validity.not_after) {
        (Some(from), Some(to)) => from.days_until(to),
        _ => i64::MAX,
    };
    let wanted = if days > SHORT_DAYS { 3 } else { 2 };
    logs.len() >= wanted && operators.len() >= 2
}

/// The log of an identifier, and its operator.
fn known(id: &[u8]) -> Option<(u64, &'static str)> {
    let start = u64::from_be_bytes(*id.first_chunk::<8>()?);
    let (operator, _) = LOGS.iter().find(|(_, logs)| logs.contains(&start))?;
    Some((start, operator))
}
