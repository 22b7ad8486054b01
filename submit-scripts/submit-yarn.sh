#!/usr/bin/env bash
# Rondo on YARN, through spark-submit.
#
#   submit-yarn.sh [options] COMMAND ...
#
#   --deploy-mode client    the driver runs here (what happens without the option)
#   --deploy-mode cluster   the driver runs in YARN; this script waits until it ends
#   --num-executors N       executors in all
#   --executor-cores N, --executor-memory SIZE, --driver-memory SIZE
#   --queue NAME            YARN's queue
#   --secure FILE           security settings: conf/secure.conf; YARN makes the secret itself
#   --jar JAR               Rondo's jar, a path or a URI; without, the one that is built here
#   --dry-run               print the command of spark-submit and do not run it
#   -h, --help              print this
#
# Any other option before COMMAND goes to spark-submit. SPARK_HOME is a Spark 4 distribution; where
# it is not set, the spark-submit on the PATH is used. HADOOP_CONF_DIR or YARN_CONF_DIR holds the
# configuration of the cluster.
#
# In cluster mode a job file of this machine is sent along. The data must be where the executors
# find it, HDFS for example; the output too, and it must not be a relative path.
#
#   submit-yarn.sh --deploy-mode cluster --num-executors 8 --executor-cores 4 \
#     train --config conf/language-model.conf --set data.path=hdfs:///text --set rounds.shards=8 \
#     --output hdfs:///runs/1
#
# Exits as docs/commands.md says in client mode; in cluster mode with 0, or with Spark's code where
# the application failed: its diagnostics say why. YARN makes one attempt; with
# train --resume as many as it is set to (2), each from the newest checkpoint.
set -euo pipefail
# shellcheck source=submit-scripts/common.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/common.sh"
# shellcheck source=submit-scripts/submit.sh
source "$root/submit-scripts/submit.sh"

take_option() {
  common_option "$@"
}

check_cluster() {
  master=${master:-yarn}
  [[ $master == yarn ]] ||
    fail 64 "--master: got '$master', expected yarn; leave the option out"
  local folder=${HADOOP_CONF_DIR:-${YARN_CONF_DIR:-}}
  [[ -n $folder ]] ||
    fail 78 "neither HADOOP_CONF_DIR nor YARN_CONF_DIR is set; set one to the folder of yarn-site.xml"
  [[ -f $folder/yarn-site.xml ]] ||
    fail 78 "$folder has no yarn-site.xml; set HADOOP_CONF_DIR to the folder that has it"
  # A second attempt would find the output of the first one and be refused, which would hide why
  # the first one failed; unless it goes on where the first one was.
  if [[ " ${arguments[*]} " != *" --resume "* ]]; then
    submit=(--conf spark.yarn.maxAppAttempts=1 ${submit[@]+"${submit[@]}"})
  fi
}

prepare_submit "$@"
exec "$spark_submit" "${options[@]}"
